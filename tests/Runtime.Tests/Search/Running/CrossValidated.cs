namespace Gen.Runtime.Tests.Search.Running;

/// <summary>Returns a value for each fold.</summary>
[Experiment("cross-validated")]
public sealed partial record CrossValidated
{
    public double Level { get; init; }

    /// <summary>The fold that fails; -1 for none.</summary>
    public int Fails { get; init; } = -1;

    [Captured]
    private static double Noise(double level, Fold fold) => level + 0.25 * fold.Index;

    [Main]
    private double Train(Fold fold, Run run)
    {
        if (fold != run.Fold)
            throw new InvalidOperationException("Another fold.");
        Console.WriteLine($"fold {fold.Index} of {fold.Count}");
        return fold.Index == Fails ? throw new InvalidOperationException("on purpose") : Noise();
    }
}
