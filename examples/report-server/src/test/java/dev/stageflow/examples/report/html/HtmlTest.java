package dev.stageflow.examples.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void textIsEscapedInElementsAndAttributes() {
    Html html = Html.of("<a title=\"%s\">%s</a>", "\"'<", "Fish & <b>Chips</b>");

    assertThat(html.markup())
        .isEqualTo("<a title=\"&#34;&#39;&lt;\">Fish &amp; &lt;b&gt;Chips&lt;/b&gt;</a>");
  }

  @Test
  void htmlIsPutInAsItIs() {
    assertThat(Html.of("<p>%s</p>", new Html("<b>bold</b>")).markup())
        .isEqualTo("<p><b>bold</b></p>");
  }

  @Test
  void aPercentSignInTextStays() {
    assertThat(Html.of("<p>%s</p>", "100 %s").markup()).isEqualTo("<p>100 %s</p>");
  }
}
