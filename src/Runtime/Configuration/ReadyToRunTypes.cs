namespace Gen.Configuration;

/// <summary>
/// Never called. The code of a command and a run over <c>int</c> or <c>double</c> is compiled ahead of time only in this assembly, and only where
/// something here mentions it: without this, a ReadyToRun program would compile those of its <c>[Main]</c> at every start.
/// </summary>
internal static class ReadyToRunTypes
{
    public static ValueTask[] Commands() => [Command<bool>(), Command<int>(), Command<long>(), Command<float>(), Command<double>()];

    private static ValueTask Command<TResult>()
    {
        var command = new ExperimentCommand<AnyExperiment, TResult>("", null, static (_, _) => new ValueTask<TResult>(default(TResult)!));
        return command.InvokeAsync(new AnyExperiment(), command.CreateRun(null!, null!, default));
    }

    /// <summary>Stands for every experiment: classes share their code.</summary>
    private sealed class AnyExperiment : IExperiment
    {
        private ExperimentBinding _binding;

        public ref ExperimentBinding Binding => ref _binding;

        public long? GivenSeed => null;
    }
}
