namespace Gen.Docs.Tests.Support;

/// <summary>
/// The code around the blocks of a page: <c>Contexts/docs/metrics.cs</c> for <c>docs/metrics.md</c>. A block is inserted at the line
/// <c>// members here</c>, <c>// statements here</c> or <c>// types here</c>; types without such a line are added at the end. A line
/// <c>//// 3 5</c> begins the context of the third and the fifth block of C#; the code before the first such line is for all others.
/// </summary>
internal sealed class PageContext
{
    private readonly Dictionary<int, string> _sections = [];

    private PageContext(string text)
    {
        foreach (var part in ("//// 0\n" + text).Split("//// ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = part.IndexOf('\n');
            foreach (var number in part[..end].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                _sections.Add(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture), part[(end + 1)..]);
        }
    }

    /// <summary>The numbers of blocks that have a context of their own.</summary>
    public IEnumerable<int> Numbers => _sections.Keys.Where(n => n > 0);

    /// <summary>The program of commands that have no program before them on the page, or null.</summary>
    public string? Program => _sections[0].Contains("[Experiment(") ? _sections[0] : null;

    public static string Folder { get; } = Path.Combine(Page.Root, "tests", "Docs.Tests", "Contexts");

    /// <summary>Reads the context of a page, which is empty if there is no such file.</summary>
    public static PageContext Read(Page page)
    {
        var file = Path.Combine(Folder, page.Path + ".cs");
        return new(File.Exists(file) ? File.ReadAllText(file) : "");
    }

    /// <summary>Creates a context from its text.</summary>
    public static PageContext From(string text) => new(text);

    public string For(int number) => _sections.TryGetValue(number, out var own) ? own : _sections[0];
}
