namespace Gen.Training;

/// <summary>Which weights a model was given.</summary>
/// <param name="File">The file's absolute path.</param>
/// <param name="Fit">The training of the run that saved them, from 1.</param>
/// <param name="Epochs">Whole epochs that they were trained for.</param>
/// <param name="Step">Steps that were done when the file was written.</param>
/// <param name="Monitor">Key of the log value by which they are the best; null for the last ones.</param>
/// <param name="Value">That value; NaN for the last ones.</param>
public sealed record LoadedWeights(string File, int Fit, int Epochs, long Step, string? Monitor, double Value)
{
    /// <summary>They are the best by <see cref="Monitor"/>.</summary>
    public bool AreBest => Monitor is not null;

    /// <summary>What the classes are called, by their numbers; empty where no callback was told.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];
}
