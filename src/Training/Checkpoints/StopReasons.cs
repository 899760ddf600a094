namespace Gen.Training.Checkpoints;

/// <summary>Why trainings end that no callback ended.</summary>
internal static class StopReasons
{
    /// <summary>By Ctrl+C and its like. It is not kept: whoever resumes the run wants it to go on.</summary>
    public const string AskedToEnd = "the run was asked to end";
}
