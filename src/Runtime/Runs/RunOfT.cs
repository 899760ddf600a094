namespace Gen;

/// <summary>A run whose command returns a <typeparamref name="TResult"/>.</summary>
/// <typeparam name="TResult">What the command returns.</typeparam>
public sealed class Run<TResult> : Run
{
    private TResult _result = default!;
    private bool _hasResult;

    /// <summary>A run that has not started; <see cref="RunSession.ExecuteAsync"/> carries it out.</summary>
    public Run(RunStart start, RunOptions options, CancellationToken cancellationToken = default)
        : base(start, options, cancellationToken)
    {
    }

    /// <summary>What the command returned.</summary>
    /// <exception cref="InvalidOperationException">The run has not ended, or ended without a result.</exception>
    public TResult Result => _hasResult
        ? _result
        : throw new InvalidOperationException(Status is null or RunStatus.Running
            ? $"The run of '{ExperimentName}' has not ended: its result is not known yet."
            : $"The run of '{ExperimentName}' ended {Status.Value.Recorded()}, without a result.");

    internal override object? ResultValue => _hasResult ? _result : null;

    internal void SetResult(TResult result)
    {
        _result = result;
        _hasResult = true;
    }
}
