using System.Globalization;

namespace Gen.Search;

/// <summary>What a sweep optimizes.</summary>
/// <param name="Scalar">The name of the scalar that runs log; null for the result of the command.</param>
/// <param name="Maximize">Whether greater values are better.</param>
/// <param name="Reduce">Which of the values of the scalar counts.</param>
internal sealed record SweepObjective(string? Scalar, bool Maximize, ObjectiveReduce Reduce)
{
    /// <summary>The name that stands for the result of the command.</summary>
    public const string Result = "result";

    /// <summary>Creates the objective of options.</summary>
    /// <exception cref="ConfigException">Both directions are given.</exception>
    public static SweepObjective From(SweepOptions options)
    {
        if (options is { Minimize: not null, Maximize: not null })
            throw new ConfigException("A sweep cannot minimize and maximize.");
        var name = options.Maximize ?? options.Minimize ?? Result;
        return new SweepObjective(name == Result ? null : name, options.Maximize is not null, options.Reduce);
    }

    /// <summary>Returns the objective over all epochs up to one; null if there is no value.</summary>
    /// <param name="points">The points of the scalar.</param>
    /// <param name="epoch">The last epoch that counts.</param>
    public double? UpTo(IReadOnlyList<ScalarPoint> points, long epoch)
    {
        var found = default(double?);
        foreach (var point in points)
        {
            if (point.Step <= epoch && (found is not { } best || Reduce == ObjectiveReduce.Last || IsBetter(point.Value, best)))
                found = point.Value;
        }

        return found;
    }

    /// <summary>Returns a value so that lower is better.</summary>
    public double Cost(double value) => Maximize ? -value : value;

    /// <summary>Returns the result of a command as a number; null if it is none.</summary>
    public static double? NumberOf(object? result) => result switch
    {
        null or bool or char or string or Enum => null,
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
        Half number => (double)number,
        _ => null,
    };

    public override string ToString() => $"{(Maximize ? "maximize" : "minimize")} {Scalar ?? Result}";

    // NaN is worse than any value.
    private bool IsBetter(double value, double best) => double.IsNaN(best) || (Maximize ? value > best : value < best);
}
