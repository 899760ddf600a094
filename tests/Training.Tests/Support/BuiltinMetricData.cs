using Gen.Training.Tests.Metrics.Builtin;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

/// <summary>Random rows of the kinds of data in references.json, such as <c>five.labels</c>: class indices of five classes.</summary>
internal static class BuiltinMetricData
{
    /// <summary>Draws rows for all batch parameters of a case. Sometimes a class, or all but one, do not occur.</summary>
    /// <param name="reference">The case, which has the kinds and sizes.</param>
    /// <param name="random">The random numbers.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="labels">The type of whole numbers.</param>
    /// <param name="scores">The type of other numbers.</param>
    public static Tensor[] Draw(ReferenceCase reference, Random random, long rows, ScalarType labels, ScalarType scores)
    {
        var parameters = reference
            .Method.GetParameters()
            .Where(parameter => parameter.ParameterType == typeof(Tensor))
            .Select(parameter => parameter.Name!)
            .ToArray();
        var sizes = Array.ConvertAll(parameters, parameter => reference.Input(parameter).shape[1..]);

        // If all inputs are [n], the metric is elementwise and takes more axes, unless it is of class indices other than IoU.
        long[] more =
            sizes.All(size => size.Length == 0) && (reference.Classes is null || reference.Metric.EndsWith("IoU", StringComparison.Ordinal))
                ? random.Next(3) switch
                {
                    0 => [2],
                    1 => [2, 3],
                    _ => [],
                }
                : [];
        return parameters
            .Select(
                (parameter, i) =>
                    Draw(
                        random,
                        reference.Inputs[parameter],
                        reference.Classes ?? 2,
                        [rows, .. sizes[i], .. more],
                        reference.IsWhole(parameter) ? labels : scores,
                        scores
                    )
            )
            .ToArray();
    }

    private static Tensor Draw(Random random, string data, int classes, long[] sizes, ScalarType type, ScalarType scores)
    {
        var (name, kind) = (data[..data.IndexOf('.')], data[(data.LastIndexOf('.') + 1)..]);
        return (name, kind) switch
        {
            (_, "labels" or "column" or "predicted") => Classes(random, classes, sizes).to_type(type),
            (_, "onehot") => nn.functional.one_hot(Classes(random, classes, sizes[..^1]), classes).to_type(type),
            ("margin", "signs") => (Classes(random, 2, sizes) * 2 - 1).to_type(type),
            ("three", "yTrue") => (Classes(random, 8, sizes) + 1).to_type(type),
            ("one", "normalizer") or ("three", "normalizer") => Numbers(random, sizes, r => r.Next(4) == 0 ? 0 : 0.2 + r.NextDouble())
                .to_type(scores),
            ("one" or "three", _) => Numbers(random, sizes, r => 0.2 + 6 * r.NextDouble()).to_type(scores),
            (_, "yTrue") => Classes(random, 2, sizes).to_type(type),
            ("margin", _) or (_, "logits") => Numbers(random, sizes, r => 8 * r.NextDouble() - 4).to_type(scores),
            (_, "scores") => Numbers(random, sizes, r => 0.1 + 6 * r.NextDouble()).to_type(scores),
            ("five" or "fourteen", _) => Numbers(random, sizes, r => 3 * r.NextDouble()).softmax(-1).to_type(scores),
            ("hard", _) => Classes(random, 2, sizes).to_type(scores),
            _ => Numbers(random, sizes, r => r.NextDouble()).to_type(scores),
        };
    }

    private static Tensor Classes(Random random, int classes, long[] sizes)
    {
        var (only, without) = (random.Next(8) == 0 ? random.Next(classes) : -1, random.Next(3) == 0 ? random.Next(classes) : -1);
        var values = new long[sizes.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
        {
            var drawn = random.Next(classes);
            values[i] = only >= 0 ? only : drawn == without ? (drawn + 1) % classes : drawn;
        }

        return tensor(values).reshape(sizes);
    }

    private static Tensor Numbers(Random random, long[] sizes, Func<Random, double> draw)
    {
        var values = new double[sizes.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++) values[i] = draw(random);
        return tensor(values).reshape(sizes);
    }
}
