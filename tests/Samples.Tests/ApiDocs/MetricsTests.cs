using System.Globalization;
using System.Text.RegularExpressions;
using Gen.Samples.Tests.Support;

namespace Gen.Samples.Tests.ApiDocs;

/// <summary>
/// The metrics of a run of the text classifier are consistent: they belong to a confusion matrix. This would not hold for means over
/// batches, for example of recall.
/// </summary>
public sealed partial class MetricsTests : IDisposable
{
    private const int Epochs = 3;

    private readonly TempFolder _folder = new();

    [Fact]
    public void Metrics_OfAnEpoch_BelongToOneConfusionMatrix()
    {
        SmallDocuments.Write(Path.Combine(_folder.Path, "docs.csv"), 300);
        var ended = SampleProgram.Run("ApiDocs", _folder.Path, "with", "data=docs.csv", "max_vocab_size=200", "embedding_size=8",
            "num_classes=2", "batch_size=10", $"epochs={Epochs}", "seed=3", "learning_rate=0.004");
        Assert.True(ended.ExitCode == 0, ended.ToString());

        var sizes = Sizes().Match(ended.ToString());
        var (train, validation) = (Number(sizes.Groups[1]), Number(sizes.Groups[2]));
        Assert.True(train % 10 == 0 && train >= 100, $"{train} documents to train on make no whole batches");
        var share = Number(Majority().Match(ended.Output).Groups[1]) / 100;
        var scalars = SampleProgram.Json(_folder.Path, "runs", "1", "metrics.json").EnumerateObject()
            .ToDictionary(m => m.Name, m => m.Value.GetProperty("values").EnumerateArray().Select(v => v.GetDouble()).ToArray());

        string[] names =
        [
            "loss",
            "accuracy",
            "brier_skill",
            "brier_pred",
            "precision/0",
            "precision/1",
            "recall/0",
            "recall/1",
            "fmeasure/0",
            "fmeasure/1",
        ];
        foreach (var name in names)
        {
            Assert.Equal(Epochs, scalars[name].Length);
            Assert.Equal(Epochs, scalars["val_" + name].Length);
        }

        var between = 0;
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            foreach (var (prefix, rows) in new[] { ("", train), ("val_", validation) })
            {
                var values = scalars.Where(s => s.Value.Length == Epochs).ToDictionary(s => s.Key, s => s.Value[epoch]);
                var matrices = Matrices(values, prefix, rows).ToList();
                Assert.True(
                    matrices.Count > 0,
                    $"the {prefix} metrics of epoch {epoch + 1} belong to no confusion matrix of {rows} documents"
                );
                Assert.True(
                    prefix == "" || matrices.Any(first => IsShare(first, rows, share)),
                    $"{share} is not a class's share of validation documents"
                );
                CheckProbabilities(values, prefix);
                between += values[prefix + "recall/0"] is > 0 and < 1 ? 1 : 0;
            }
        }

        Assert.True(between > 0, "all documents of a class were right or wrong: that tells nothing");
    }

    public void Dispose() => _folder.Dispose();

    // How many documents are of the first class is not logged: every number that fits all the metrics.
    private static IEnumerable<double> Matrices(Dictionary<string, double> values, string prefix, double rows)
    {
        for (var first = 0.0; first <= rows; first++)
        {
            double[] actual = [first, rows - first];
            var right = actual.Select((n, k) => Math.Round(values[$"{prefix}recall/{k}"] * n)).ToArray();
            double[] predicted = [right[0] + actual[1] - right[1], right[1] + actual[0] - right[0]];
            var fits = Near(values[prefix + "accuracy"], right.Sum() / rows);
            for (var k = 0; k < 2; k++)
            {
                fits &= Near(values[$"{prefix}recall/{k}"], Ratio(right[k], actual[k]));
                fits &= Near(values[$"{prefix}precision/{k}"], Ratio(right[k], predicted[k]));
                fits &= Near(values[$"{prefix}fmeasure/{k}"], Ratio(2 * right[k], actual[k] + predicted[k]));
            }

            if (fits)
                yield return first;
        }
    }

    // Of two classes, the true one has a probability of at most 1/2 where the document is wrong, and of at least that where it is right.
    private static void CheckProbabilities(Dictionary<string, double> values, string prefix)
    {
        var accuracy = values[prefix + "accuracy"];
        Assert.InRange(values[prefix + "brier_pred"], Math.Max(0, values[prefix + "brier_skill"]) - 1e-6, 1 + 1e-6);
        Assert.InRange(values[prefix + "brier_skill"], (3 * accuracy) - 3 - 1e-6, accuracy + 1e-6);
        var loss = values[prefix + "loss"];
        Assert.True(loss >= ((1 - accuracy) * Math.Log(2)) - 1e-6, $"a cross-entropy of {loss} is too small");
    }

    // The class that is commonest in training need not be so in validation.
    private static bool IsShare(double first, double rows, double share) =>
        Math.Min(Math.Abs((first / rows) - share), Math.Abs(1 - (first / rows) - share)) < 1e-4;

    private static bool Near(double value, double expected) => Math.Abs(value - expected) <= 1e-9;

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;

    private static double Number(Group group) => double.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+) documents to train on, (\d+) for validation")]
    private static partial Regex Sizes();

    [GeneratedRegex(@"majority class\D+([\d.]+)")]
    private static partial Regex Majority();
}
