using System.Globalization;
using System.Text.RegularExpressions;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Metrics.Tests.Support;

/// <summary>
/// What a batch tensor holds: <c>labels(5)</c> class indices [n], <c>column(5)</c> the same as [n,1], <c>steps(3,5)</c> as [n,3],
/// <c>onehot(5)</c>, <c>scores(5)</c> or <c>real(5)</c> any numbers [n,5], <c>simplex(5)</c> probabilities that sum to 1, <c>unit</c>
/// numbers in (0,1), <c>positive</c>, <c>angle</c>, <c>large</c> numbers far from 0, <c>binary</c> 0 and 1 as floating numbers, <c>bits</c>
/// as integers, <c>mask</c> as bools. A <c>~</c> after the name asks for floating and integral tensors in turn.
/// </summary>
internal sealed record InputKind(string Name, bool AnyType, long[] Sizes)
{
    public static InputKind Parse(string text)
    {
        var match = Regex.Match(text, @"^(\w+)(~?)(?:\(([\d,]+)\))?$");
        Assert.True(match.Success, $"'{text}' is not an input kind");
        var sizes = match.Groups[3].Success
            ? match.Groups[3].Value.Split(',').Select(s => long.Parse(s, CultureInfo.InvariantCulture)).ToArray()
            : [];
        return new(match.Groups[1].Value, match.Groups[2].Length > 0, sizes);
    }

    /// <summary>Random rows.</summary>
    /// <param name="rows">How many.</param>
    /// <param name="type">Type of floating numbers.</param>
    /// <param name="integral">For a kind of either type: integers.</param>
    /// <param name="random">Where they come from; sometimes leaves out a class, or all but one.</param>
    public Tensor Draw(int rows, ScalarType type, bool integral, Random random) =>
        Name switch
        {
            "labels" => Typed(Indices([rows], Sizes[0], random), type, integral),
            "column" => Typed(Indices([rows, 1], Sizes[0], random), type, integral),
            "steps" => Typed(Indices([rows, .. Sizes[..^1]], Sizes[^1], random), type, integral),
            "onehot" => nn.functional.one_hot(Indices([rows, .. Sizes[..^1]], Sizes[^1], random), Sizes[^1]).to_type(type),
            "scores" or "real" => Numbers(
                    rows,
                    random,
                    r => Math.Sqrt(-2 * Math.Log(1 - r.NextDouble())) * Math.Cos(2 * Math.PI * r.NextDouble())
                )
                .to_type(type),
            "simplex" => Numbers(rows, random, r => 3 * r.NextDouble()).softmax(-1).to_type(type),
            "unit" => Numbers(rows, random, r => 0.02 + (0.96 * r.NextDouble())).to_type(type),
            "positive" => Numbers(rows, random, r => 0.2 + (2.8 * r.NextDouble())).to_type(type),
            "angle" => Numbers(rows, random, r => r.Next(360)).to_type(type),
            "large" => Numbers(rows, random, r => 1e4 + r.NextDouble()).to_type(type),
            "binary" => Typed(Indices([rows, .. Sizes], 2, random), type, integral),
            "bits" => Indices([rows, .. Sizes], 2, random),
            "mask" => Indices([rows, .. Sizes], 2, random).to_type(ScalarType.Bool),
            _ => throw new ArgumentException($"there is no kind '{Name}'"),
        };

    private Tensor Typed(Tensor indices, ScalarType type, bool integral) =>
        (AnyType ? integral : Name != "binary") ? indices : indices.to_type(type);

    private Tensor Numbers(int rows, Random random, Func<Random, double> draw)
    {
        long[] shape = [rows, .. Sizes];
        var values = new double[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
            values[i] = draw(random);
        return tensor(values, dtype: float64).reshape(shape);
    }

    private static Tensor Indices(long[] shape, long classes, Random random)
    {
        var (only, without) = random.NextDouble() switch
        {
            < 0.1 => (random.NextInt64(classes), -1L),
            < 0.4 => (-1L, random.NextInt64(classes)),
            _ => (-1L, -1L),
        };
        var values = new long[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++)
        {
            var drawn = random.NextInt64(classes);
            values[i] = only >= 0 ? only : drawn == without ? (drawn + 1) % classes : drawn;
        }

        return tensor(values, dtype: int64).reshape(shape);
    }
}
