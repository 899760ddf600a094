using System.Text;
using System.Text.RegularExpressions;

namespace Gen.Docs.Tests.Support;

/// <summary>A line that starts a program: <c>dotnet run -- with epochs=3</c>, <c>./run.sh predict</c>.</summary>
/// <param name="Program">The sample that it names; null for the page's own program.</param>
/// <param name="Arguments">What the program is given.</param>
/// <param name="Variables">Environment variables set for it, <c>NAME=VALUE</c>.</param>
/// <param name="Fails">True where the line's remark says <c>exit code 2</c>.</param>
internal sealed partial record ShellLine(string? Program, string[] Arguments, string[] Variables, bool Fails)
{
    /// <summary>Reads a line; null if it starts no program of Gen's.</summary>
    public static ShellLine? Parse(string line)
    {
        var (words, remark) = Words(line);
        var first = words.FindIndex(w => !Variable().IsMatch(w));
        if (first < 0)
            return null;
        var (variables, command) = (words[..first], words[first..]);
        var fails = remark.Contains("exit code 2");
        if (command[0] == "./run.sh")
            return new("samples/ApiDocs", [.. command[1..]], [.. variables], fails);
        if (command is not ["dotnet", "run", .. var rest])
            return null;
        var project = rest.IndexOf("--project") is var at and >= 0 ? rest[at + 1] : null;
        var dashes = rest.IndexOf("--");
        return new(project, dashes < 0 ? [] : [.. rest[(dashes + 1)..]], [.. variables], fails);
    }

    /// <summary>The words as a shell makes them, as far as pages use it: quotes, and a remark after <c> #</c>.</summary>
    private static (List<string> Words, string Remark) Words(string line)
    {
        var (words, word, quote) = (new List<string>(), new StringBuilder(), '\0');
        for (var i = 0; i <= line.Length; i++)
        {
            var c = i < line.Length ? line[i] : ' ';
            // A remark, or what the shell does with the output.
            if (quote == '\0' && c is '#' or '>' or '|' && word.Length == 0)
                return (words, line[i..]);
            if (c == quote)
                quote = '\0';
            else if (quote == '\0' && c is '"' or '\'')
                quote = c;
            else if (quote != '\0' || c != ' ')
                word.Append(c);
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return (words, "");
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z_0-9]*=")]
    private static partial Regex Variable();
}
