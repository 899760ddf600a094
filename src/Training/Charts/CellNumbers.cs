namespace Gen.Training.Charts;

/// <summary>What stands in the cells of a confusion matrix.</summary>
public enum CellNumbers
{
    /// <summary>How many rows have this actual and predicted class.</summary>
    Counts,

    /// <summary>The percentage of the actual class's rows.</summary>
    Shares,

    /// <summary>Nothing; the shade alone.</summary>
    None,
}
