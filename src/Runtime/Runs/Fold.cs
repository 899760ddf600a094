namespace Gen;

/// <summary>The part of a cross-validation that a run computes: the data is cut into parts, of which each is the validation data
/// once.</summary>
/// <param name="Index">The number of the part, from 0.</param>
/// <param name="Count">The number of parts; 1 without cross-validation, 0 for all data.</param>
public sealed record Fold(int Index, int Count)
{
    /// <summary>The fold of a run without cross-validation.</summary>
    public static Fold Single { get; } = new(0, 1);

    /// <summary>The fold of a run that trains on all data, as after a search has found its config.</summary>
    public static Fold Whole { get; } = new(0, 0);
}
