using Gen.Tool.Tests.Support;

namespace Gen.Tool.Tests.Commands;

/// <summary>Random command lines: right, or refused with one line and exit code 2.</summary>
[Collection(nameof(ProcessWide))]
public class RandomLineTests
{
    private static readonly int s_count = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 5_000 : 500;

    private static readonly string[] s_words =
    [
        "runs", "show", "compare", "tag", "note", "archive", "export", "1", "2", "10", "99", "../1", "", " ", "-", "--", "---", "--where",
        "-w", "--sort", "-s", "--columns", "-c", "--last", "-n", "--json", "--csv", "--archived", "--undo", "--remove", "--help", "-h",
        "-?",
        "--version", "loss<1", "loss", "-loss", "id", "id,,loss", "all", "status=COMPLETED", "(", "'", "0", "-1", "9999999999", "x", "good",
        "--where=loss>0", "--last=3", "-n2", "--wher", "\u001b[31m", "ä\n", "@file", "--json=false", "/", "[suggest]", "[diagram]",
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
                var line = new Random(seed).GetItems(s_words, new Random(seed).Next(1, 7));
                var (exitCode, output, errors) = GenTool.Run(folder, line);
                var what = $"seed {seed}: {string.Join(' ', line)}: {exitCode} {errors}";
                Assert.True(exitCode is 0 or 2, what);
                if (exitCode == 2)
                    Assert.True(errors.StartsWith("error: ", StringComparison.Ordinal) && errors.Count(c => c == '\n') == 1, what);
                Assert.DoesNotContain('\u001b', output + errors);
                right += exitCode == 0 ? 1 : 0;
            }

            Assert.InRange(right, s_count / 50, s_count);
        }
        finally
        {
            Environment.CurrentDirectory = directory;
        }
    }
}
