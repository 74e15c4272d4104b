package dev.stageflow.examples.report.html;

/** What stands around every page. */
public final class Layout {
  private Layout() {}

  /** Returns all that comes before a page's own content. */
  public static Html head(String title) {
    return Html.of(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="stylesheet" href="/style.css">
        <link rel="icon" href="data:,">
        </head>
        <body>
        <nav><a href="/">Stageflow</a> <a href="/report">Sales report</a> \
        <a href="/summary">Pricing history</a> <a href="/live">Live</a></nav>
        <main>
        <h1>%s</h1>
        """,
        title, title);
  }

  /** Returns all that comes after a page's own content. */
  public static Html tail() {
    return new Html("</main>\n</body>\n</html>\n");
  }

  /** Returns a notice that a page ends before its time. */
  public static Html broken() {
    return new Html(
        "</table><p class=\"error\">This page is incomplete: the server could not go on.</p>\n");
  }
}
