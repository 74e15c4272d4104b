package dev.stageflow.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowDescription.Kind;
import dev.stageflow.FlowDescription.Stage;
import java.awt.Rectangle;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The picture of a flow shows all that there is, one beside the other. */
class SvgDiagramTest {
  private static final FlowDescription NESTED =
      new FlowDescription(
          "Report",
          "Region",
          List.of(
              new Stage("nations", Kind.SEQUENCE, "Nation", true, null),
              new Stage("known", Kind.FILTER, "Nation", false, null),
              new Stage("customers", Kind.SEQUENCE, "Customer", true, null),
              new Stage("orders", Kind.SEQUENCE, "Order", true, null),
              new Stage(
                  "cents",
                  Kind.FUNCTION,
                  "long",
                  false,
                  null,
                  "given up after 300 ms",
                  "recovers from 'HttpTimeoutException' or 'IOException' or 'Refused'"),
              new Stage("ofCustomer", Kind.ACCUMULATE, "long", false, "orders"),
              new Stage("ofNation", Kind.ACCUMULATE, "Map<String, List<Long>>", false, "customers"),
              new Stage("all", Kind.ACCUMULATE, "long", false, "nations"),
              new Stage("total", Kind.ACCUMULATE, "Total", false, null),
              new Stage("print", Kind.CONSUMER, "void", false, null)));

  @Test
  void allNamesKindsAndTypesAreShown() throws Exception {
    assertThat(texts(NESTED))
        .containsSubsequence("Region", "input", "nations", "sequence", "Nation", "known", "filter")
        .contains("context of nations", "context of customers", "context of orders")
        .contains("Map<String, List<Long>>", "print", "consumer")
        .containsSubsequence("cents", "given up after 300 ms", "long")
        .doesNotContain("output", "void");
  }

  @Test
  void noBoxOverlapsAnotherAndFramesHoldWhatIsInThem() throws Exception {
    Document svg = parse(NESTED);
    List<Rectangle> boxes = rectangles(svg, false);
    List<Rectangle> frames = rectangles(svg, true);
    Rectangle page =
        new Rectangle(
            number(svg.getDocumentElement(), "width"), number(svg.getDocumentElement(), "height"));
    assertThat(boxes).hasSize(NESTED.stages().size() + 1);
    assertThat(frames).hasSize(3);
    for (Rectangle box : boxes) {
      assertThat(page.contains(box)).isTrue();
      assertThat(boxes).filteredOn(other -> other != box).noneMatch(box::intersects);
      assertThat(frames).allMatch(frame -> frame.contains(box) || !frame.intersects(box));
    }
    for (Rectangle frame : frames) {
      assertThat(frames)
          .allMatch(
              other -> other.contains(frame) || frame.contains(other) || !frame.intersects(other));
    }
    assertThat(frames).anyMatch(frame -> boxes.stream().filter(frame::contains).count() == 3);
  }

  @Test
  void aBoxHasRoomForItsNotes() throws Exception {
    NodeList nodes = parse(NESTED).getElementsByTagName("text");
    List<Rectangle> boxes = rectangles(parse(NESTED), false);
    for (int i = 0; i < nodes.getLength(); i++) {
      Element text = (Element) nodes.item(i);
      if (text.getTextContent().startsWith("recovers")) {
        Rectangle line =
            new Rectangle(
                number(text, "x"), number(text, "y") - 12, 6 * text.getTextContent().length(), 14);
        assertThat(boxes).filteredOn(box -> box.contains(line)).hasSize(1);
        return;
      }
    }
    throw new AssertionError("no note is shown");
  }

  @Test
  void whatIsNoMarkupStaysText() throws Exception {
    FlowDescription strange =
        new FlowDescription(
            "<&\">",
            null,
            List.of(new Stage("a\u0000<b>&\"c\"", Kind.FUNCTION, "List<?>", false, null)));
    assertThat(texts(strange)).containsExactly("a\uFFFD<b>&\"c\"", "function", "List<?>", "output");
    assertThat(parse(strange).getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("<&\">");
  }

  @Test
  void aContextThatNothingClosesEndsWithTheFlow() throws Exception {
    FlowDescription open =
        new FlowDescription(
            "Open", "int", List.of(new Stage("numbers", Kind.SEQUENCE, null, true, null)));
    assertThat(rectangles(parse(open), true)).hasSize(1);
    assertThat(texts(open)).endsWith("output");
  }

  @Test
  void theSameDescriptionGivesTheSamePicture() {
    FlowDescription again = new FlowDescription("Report", "Region", NESTED.stages());
    assertThat(again.toSvg()).isEqualTo(NESTED.toSvg());
  }

  private static List<String> texts(FlowDescription flow) throws Exception {
    NodeList nodes = parse(flow).getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  private static List<Rectangle> rectangles(Document svg, boolean frames) {
    NodeList nodes = svg.getElementsByTagName("rect");
    List<Rectangle> rectangles = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      String style = element.getAttribute("class");
      if (!style.equals("page") && style.equals("context") == frames) {
        rectangles.add(
            new Rectangle(
                number(element, "x"),
                number(element, "y"),
                number(element, "width"),
                number(element, "height")));
      }
    }
    return rectangles;
  }

  private static int number(Element element, String attribute) {
    return Integer.parseInt(element.getAttribute(attribute));
  }

  private static Document parse(FlowDescription flow) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(flow.toSvg())));
  }
}
