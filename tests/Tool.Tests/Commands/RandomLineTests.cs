using Gen.Tool.Tests.Support;

namespace Gen.Tool.Tests.Commands;

/// <summary>Random command lines: right, or refused with one line and exit code 2.</summary>
[Collection(nameof(ProcessWide))]
public class RandomLineTests
{
    private static readonly int s_count = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 20_000 : 1_000;

    private static readonly string[] s_words =
    [
        "runs", "show", "compare", "tag", "note", "archive", "export", "1", "2", "10", "99", "../1", "", " ", "-", "--", "---", "--where",
        "-w", "--sort", "-s", "--columns", "-c", "--last", "-n", "--json", "--csv", "--archived", "--undo", "--remove", "--help", "-h",
        "-?",
        "--version", "loss<1", "loss", "-loss", "id", "id,,loss", "all", "status=COMPLETED", "(", "'", "0", "-1", "9999999999", "x", "good",
        "--where=loss>0", "--last=3", "-n2", "--wher", "\u001b[31m", "ä\n", "@file", "--json=false", "/", "[suggest]", "[diagram]",
    ];

    // The beginnings of lines that are right, most of them.
    private static readonly string[] s_begins =
    [
        "runs", "runs --json", "runs --where loss<1", "runs --sort -loss", "runs -c id,loss", "show 1", "compare 1 2", "tag 2 good",
        "note 1 x", "archive 2", "show", "rnus", "--runs runs", "runs -n", "export 1", "export 1 -o", "plot", "plot 1 2 -m loss",
        "plot -o a.png --size 120x90", "compare 1 2 --plot", "plot --size 200x",
        "export 2 --output=one.zip",
    ];

    [Fact]
    public void Main_RandomWords_IsRightOrOneLine()
    {
        using var folder = TempFolder.ForCaller();
        Records.Write(folder, "runs/1", scalars: [("loss", [0.5, 0.2])]);
        Records.Write(folder, "runs/2", """{"epochs": 5}""", "FAILED");
        var directory = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder.Path;
        try
        {
            var right = 0;
            for (var seed = 0; seed < s_count; seed++)
            {
                var random = new Random(seed);
                string[] line = [.. random.GetItems(s_begins, 1)[0].Split(' '), .. random.GetItems(s_words, random.Next(4))];
                var (exitCode, output, errors) = GenTool.Run(folder, line);
                var what = $"seed {seed}: {string.Join(' ', line)}: {exitCode} {errors}";
                Assert.True(exitCode is 0 or 2, what);
                if (exitCode == 2)
                    Assert.True(errors.StartsWith("error: ", StringComparison.Ordinal) && errors.Count(c => c == '\n') == 1, what);
                Assert.DoesNotContain('\u001b', output + errors);
                right += exitCode == 0 ? 1 : 0;
            }

            Assert.InRange(right, s_count / 5, s_count);
        }
        finally
        {
            Environment.CurrentDirectory = directory;
        }
    }
}
