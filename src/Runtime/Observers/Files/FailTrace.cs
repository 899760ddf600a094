namespace Gen.Observers;

/// <summary>An exception as Sacred keeps it: the lines of its trace, each with its line end.</summary>
internal static class FailTrace
{
    public static List<string> Lines(Exception exception)
    {
        var lines = new List<string>();
        foreach (var line in exception.ToString().Split('\n'))
            lines.Add(line.TrimEnd('\r') + "\n");
        return lines;
    }
}
