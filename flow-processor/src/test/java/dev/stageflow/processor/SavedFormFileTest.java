package dev.stageflow.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is written beside the classes of a durable definition, by each compiler. */
class SavedFormFileTest {
  private static final String BOOKS =
      """
      class Books {
        @FlowDefinition(durable = true)
        static class Erl\u00f6se {
          record Sale(long id, String w\u00e4hrung) {}

          @Sequence
          List<Sale> sales(Integer day) {
            return List.of();
          }
        }

        static class Plain {
          @Function
          int same(int number) {
            return number;
          }
        }
      }
      """;
  private static final String FILE = "META-INF/stageflow/shop.Books.Erl\u00f6se.form";

  @Test
  void itsSavedFormAndNothingOfOtherDefinitions() {
    Definition.Compiled compiled =
        Definition.of(BOOKS)
            .usedBy("return Books_Erl\u00f6seFlow.create().savedForm();")
            .compiles();
    assertThat(compiled.generated())
        .containsOnlyKeys(FILE, "shop/Books_Erl\u00f6seFlow.java", "shop/Books_PlainFlow.java")
        .containsEntry(FILE, (String) compiled.use());
    assertThat(compiled.generated().get(FILE))
        .isEqualTo(
            """
            flow shop.Books.Erl\u00f6se
            level the run
              stage sales sequence
              value input Integer
            level sales
              emit
              taken sales long
              value sales shop.Books.Erl\u00f6se.Sale
            record shop.Books.Erl\u00f6se.Sale(long id, String w\u00e4hrung)
            """);
  }

  @Test
  void itIsInUtf8WhateverEncodingTheSourcesHave() {
    String escaped = BOOKS.replace("\u00f6", "\\u00f6").replace("\u00e4", "\\u00e4");
    assertThat(
            Definition.of(escaped).compilesWithJavac("-encoding", "US-ASCII").generated().get(FILE))
        .isEqualTo(Definition.of(BOOKS).compiles().generated().get(FILE));
  }

  @Test
  void itHasTheNameThatTheClassHasAtRunTime() {
    Definition.Compiled compiled =
        Definition.of(
                """
                class Books {
                  @FlowDefinition(durable = true)
                  static class Year$End {
                    @Sequence
                    List<String> lines(Integer year) {
                      return List.of();
                    }
                  }
                }
                """)
            .usedBy("return Books.Year$End.class.getCanonicalName();")
            .compiles();
    assertThat(compiled.use()).isEqualTo("shop.Books.Year$End");
    assertThat(compiled.generated()).containsKey("META-INF/stageflow/shop.Books.Year$End.form");
  }
}
