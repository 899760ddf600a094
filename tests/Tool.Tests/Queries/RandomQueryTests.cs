using Gen.Tool.Queries;
using Gen.Tool.Reading;

namespace Gen.Tool.Tests.Queries;

/// <summary>Random conditions: what they say is what they select, and whatever they say is right or refused.</summary>
public class RandomQueryTests
{
    private static readonly int s_count = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1" ? 20_000 : 2_000;
    private static readonly string[] s_comparisons = ["=", "!=", "<", "<=", ">", ">="];

    private static readonly string[] s_words =
    [
        "epochs", "loss", "loss.best", "status", "start", "duration", "tags", "nothing", "and", "or", "not", "in", "none", "(", ")", ",",
        "=", "!=", "<", "<=", ">", ">=", "~", "==", "!",
        "'", "\"", "'a b'", "3", "0.5", "1e999", "-7", "NaN", "COMPLETED", "2026-11-30", "90s", "9999-12-31",
        "99999999999999999999d", "config.", "metrics.", ".", "..best", "\0", "ä", " ", "\n",
    ];

    [Fact]
    public void Parse_RandomTree_SelectsWhatTheTreeSays()
    {
        using var folder = TempFolder.ForCaller();
        var runs = QueryTests.Runs(folder);
        for (var seed = 0; seed < s_count; seed++)
        {
            var (text, holds) = Tree(new Random(seed), 4);
            Assert.True(runs.Where(Query.Parse(text, runs)).SequenceEqual(runs.Where(holds)), $"seed {seed}: {text}");
        }
    }

    [Fact]
    public void Parse_RandomWords_IsRightOrRefusedWithOneLine()
    {
        using var folder = TempFolder.ForCaller();
        var runs = QueryTests.Runs(folder);
        var accepted = 0;
        for (var seed = 0; seed < s_count; seed++)
        {
            var random = new Random(seed);
            var text = string.Join(random.Next(2) == 0 ? "" : " ", random.GetItems(s_words, random.Next(1, 9)));
            try
            {
                var condition = Query.Parse(text, runs);
                runs.ForEach(r => condition(r));
                accepted++;
            }
            catch (UserErrorException)
            {
            }
        }

        Assert.InRange(accepted, 1, s_count);
    }

    private static (string Text, Func<RunRow, bool> Holds) Tree(Random random, int depth)
    {
        var kind = depth == 0 ? 3 : random.Next(4);
        if (kind == 3)
            return Leaf(random);
        var (text, holds) = Tree(random, depth - 1);
        if (kind == 2)
            return ($"not ({text})", r => !holds(r));
        var (otherText, otherHolds) = Tree(random, depth - 1);
        return kind == 0
            ? ($"({text}) AND ({otherText})", r => holds(r) && otherHolds(r))
            : ($"({text}) or ({otherText})", r => holds(r) || otherHolds(r));
    }

    private static (string Text, Func<RunRow, bool> Holds) Leaf(Random random)
    {
        var (sign, number) = (s_comparisons[random.Next(6)], random.Next(2, 9));
        if (random.Next(2) == 0)
            return ($"epochs{sign}{number}", r => Compare(sign, r.Config["epochs"].Number!.Value, number));
        return ($"acc {sign} 0.{number}", r => r.Scalars.TryGetValue("acc", out var acc)
            ? Compare(sign, acc.Last, number / 10.0)
            : sign == "!=");
    }

    private static bool Compare(string sign, double left, double right) => sign switch
    {
        "=" => left == right,
        "!=" => left != right,
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        _ => left >= right,
    };
}
