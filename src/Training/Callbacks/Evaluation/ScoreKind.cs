namespace Gen.Training;

/// <summary>What the numbers are that a classifier gives.</summary>
public enum ScoreKind
{
    /// <summary>Before softmax or, in a single column, before sigmoid: what goes into a cross-entropy loss. Logarithms of probabilities are such numbers too.</summary>
    Logits,

    /// <summary>After softmax or sigmoid: 0 to 1.</summary>
    Probabilities,
}
