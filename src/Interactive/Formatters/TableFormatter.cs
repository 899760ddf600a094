using Spectre.Console;
using Spectre.Console.Rendering;

namespace Gen.Interactive;

/// <summary>Tables of Spectre.Console as tables in HTML, without colors.</summary>
internal static class TableFormatter
{
    // Cells have lines of their own only where their text has.
    private const int Width = 10_000;

    public static string ToHtml(Table table)
    {
        var html = new HtmlTable();
        if (table.Title is { } title)
            html.Caption(Html.Text(Markup.Remove(title.Text)));
        if (table.ShowHeaders)
            html.Header(table.Columns.Select(c => Cell(c.Header)));
        foreach (var row in table.Rows)
            html.Row(row.Select(Cell));
        if (table.ShowFooters && table.Columns.Any(c => c.Footer is not null))
            html.Row(table.Columns.Select(c => c.Footer is { } footer ? Cell(footer) : ""));
        var caption = table.Caption is { } below ? $"<p>{Html.Text(Markup.Remove(below.Text))}</p>" : "";
        return html + caption;
    }

    private static string Cell(IRenderable content)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = Width;
        console.Write(content);
        var lines = text.ToString().TrimEnd().Split('\n').Select(l => Html.Text(l.TrimEnd()));
        return string.Join("<br>", lines);
    }
}
