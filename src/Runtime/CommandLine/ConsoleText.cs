using System.Globalization;

namespace Gen.CommandLine;

/// <summary>Fits texts to the width of the terminal.</summary>
internal static class ConsoleText
{
    private const int Narrowest = 40;

    /// <summary>The number of columns: the environment's COLUMNS, or those of the terminal; no limit for output that is
    /// redirected.</summary>
    public static int Width
    {
        get
        {
            var given = Environment.GetEnvironmentVariable("COLUMNS");
            if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0)
                return Math.Max(Narrowest, columns);
            if (Console.IsOutputRedirected)
                return int.MaxValue;
            try
            {
                return Console.WindowWidth > 0 ? Math.Max(Narrowest, Console.WindowWidth) : int.MaxValue;
            }
            catch (IOException)
            {
                return int.MaxValue;
            }
        }
    }

    /// <summary>Breaks lines at words. A line of two columns, with two blanks or more between them, continues in the second one.</summary>
    /// <param name="text">The text, whose lines may have escape sequences of colors.</param>
    /// <param name="width">The number of columns.</param>
    public static string Wrap(string text, int width)
    {
        if (width == int.MaxValue)
            return text;
        var lines = new List<string>();
        foreach (var line in text.Split('\n'))
            WrapLine(lines, line, width);
        return string.Join('\n', lines);
    }

    private static void WrapLine(List<string> lines, string line, int width)
    {
        var indent = Continuation(line, width);
        while (FindBreak(line, indent, width) is { } at)
        {
            lines.Add(line[..at].TrimEnd());
            line = new string(' ', indent) + line[at..].TrimStart();
        }

        lines.Add(line);
    }

    /// <summary>Returns the index of the last blank before the width; null if the line fits or has no other word.</summary>
    private static int? FindBreak(string line, int indent, int width)
    {
        var (column, found) = (0, default(int?));
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\e')
            {
                i = Math.Max(i, line.IndexOf('m', i));
                continue;
            }

            if (line[i] == ' ' && column > indent && (column <= width || found is null))
                found = i;
            else if (column >= width && found is not null)
                return found;
            column++;
        }

        return column > width ? found : null;
    }

    private static int Continuation(string line, int width)
    {
        var (column, start, blanks) = (0, -1, 0);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\e')
            {
                i = Math.Max(i, line.IndexOf('m', i));
                continue;
            }

            if (line[i] == ' ')
                blanks++;
            else if (start < 0)
                (start, blanks) = (column, 0);
            else if (blanks >= 2)
                return column <= width * 2 / 3 ? column + (line[i] == '#' ? 2 : 0) : start + 4;
            else
                blanks = 0;
            column++;
        }

        return Math.Max(0, start);
    }
}
