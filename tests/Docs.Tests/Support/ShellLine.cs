using System.Text;
using System.Text.RegularExpressions;

namespace Gen.Docs.Tests.Support;

/// <summary>A line that starts a program: <c>dotnet run -- with epochs=3</c>, <c>./run.sh predict</c>.</summary>
/// <param name="Program">The sample, or null for the program of the page.</param>
/// <param name="Arguments">The arguments of the program.</param>
/// <param name="Variables">Environment variables, <c>NAME=VALUE</c>.</param>
/// <param name="Fails">Whether the comment of the line says <c>exit code 2</c>.</param>
internal sealed partial record ShellLine(string? Program, string[] Arguments, string[] Variables, bool Fails)
{
    /// <summary>Parses a line; null if it does not start a program of Gen.</summary>
    public static ShellLine? Parse(string line)
    {
        var (words, comment) = Words(line);
        var first = words.FindIndex(w => !Variable().IsMatch(w));
        if (first < 0)
            return null;
        var (variables, command) = (words[..first], words[first..]);
        var fails = comment.Contains("exit code 2");
        if (command[0] == "./run.sh")
            return new("samples/ApiDocs", [.. command[1..]], [.. variables], fails);
        if (command is not ["dotnet", "run", .. var rest])
            return null;
        var project = rest.IndexOf("--project") is var at and >= 0 ? rest[at + 1] : null;
        var dashes = rest.IndexOf("--");
        return new(project, dashes < 0 ? [] : [.. rest[(dashes + 1)..]], [.. variables], fails);
    }

    /// <summary>Splits a line into words as a shell does, with quotes and a comment after <c> #</c>.</summary>
    private static (List<string> Words, string Comment) Words(string line)
    {
        var (words, word, quote) = (new List<string>(), new StringBuilder(), '\0');
        for (var i = 0; i <= line.Length; i++)
        {
            var c = i < line.Length ? line[i] : ' ';
            // A comment or a redirection.
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
