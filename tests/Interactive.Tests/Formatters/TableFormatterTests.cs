using Spectre.Console;

namespace Gen.Interactive.Tests.Formatters;

public class TableFormatterTests
{
    private const string Left = " style=\"text-align:left\"";

    [Fact]
    public void Table_IsHtmlWithoutMarkup()
    {
        var table = new Table { Title = new("[bold]score[/]") }
            .AddColumn("class")
            .AddColumn("[red]recall[/]")
            .AddRow("cat", "[green]0.9[/]");

        Assert.Equal(
            "<table><caption>score</caption>"
            + $"<thead><tr><th{Left}>class</th><th{Left}>recall</th></tr></thead><tr><td{Left}>cat</td><td{Left}>0.9</td></tr></table>",
            TableFormatter.ToHtml(table));
    }

    [Fact]
    public void Table_TextWithHtml_IsEscaped()
    {
        var table = new Table { Caption = new("<i>") }.HideHeaders().AddColumn("x").AddRow("<script>alert(\"1\")</script>");

        Assert.Equal(
            $"<table><tr><td{Left}>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</td></tr></table><p>&lt;i&gt;</p>",
            TableFormatter.ToHtml(table));
    }

    [Fact]
    public void Table_LongTextAndLines_AreKept()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 100));

        var html = TableFormatter.ToHtml(new Table().HideHeaders().AddColumn("x").AddRow($"{words}\nsecond"));

        Assert.Equal($"<table><tr><td{Left}>{words}<br>second</td></tr></table>", html);
    }
}
