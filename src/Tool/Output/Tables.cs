using Spectre.Console;

namespace Gen.Tool.Output;

/// <summary>Writes tables to the console.</summary>
internal static class Tables
{
    // Lines that a program or a file takes are not cut.
    private const int Unlimited = 10_000;

    /// <summary>Writes rows below titles.</summary>
    /// <param name="titles">The titles.</param>
    /// <param name="rows">The cells of each row.</param>
    /// <param name="color">Returns the color of a row; null for none.</param>
    public static void Write(
        IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows, Func<IReadOnlyList<string>, string?>? color = null)
    {
        var table = new Table().NoBorder();
        foreach (var title in titles)
            table.AddColumn(new TableColumn(new Text(title, new Style(decoration: Decoration.Bold))).PadLeft(0).PadRight(2));
        foreach (var row in rows)
        {
            var style = color?.Invoke(row) is { } name ? Style.Parse(name) : Style.Plain;
            table.AddRow(row.Select(cell => new Text(cell, style)));
        }

        Create().Write(table);
    }

    /// <summary>Writes a title before a table.</summary>
    public static void Title(string text) => Create().Write(new Text(text + "\n", new Style(decoration: Decoration.Bold)));

    /// <summary>Writes lines of pieces with colors.</summary>
    public static void Lines(IEnumerable<IReadOnlyList<(string Text, string? Color)>> lines)
    {
        var console = Create();
        foreach (var line in lines)
        {
            var paragraph = new Paragraph();
            foreach (var (text, color) in line)
                paragraph.Append(text, color is null ? Style.Plain : Style.Parse(color));
            console.Write(paragraph.Append("\n"));
        }
    }

    /// <summary>Returns the number of characters in a line of the terminal.</summary>
    public static int TerminalWidth(int otherwise) => Console.IsOutputRedirected ? otherwise : Create().Profile.Width;

    private static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        if (Console.IsOutputRedirected)
            console.Profile.Width = Unlimited;
        return console;
    }
}
