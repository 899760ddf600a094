namespace Gen.Configuration;

/// <summary>
/// Never called. Code of a generic type over <c>int</c> or <c>double</c> is compiled ahead of time only in the assembly that the generic type is
/// from, and only where something there mentions it: without this, a ReadyToRun program would compile its entries' types at every start.
/// </summary>
internal static class ReadyToRunTypes
{
    public static object[] Values() =>
    [
        IntegerType<int>.Instance, IntegerType<long>.Instance, FloatingType<float>.Instance, FloatingType<double>.Instance,
        new NullableType<bool>(ConfigTypes.Boolean), new NullableType<int>(IntegerType<int>.Instance), new NullableType<long>(IntegerType<long>.Instance),
        new NullableType<double>(FloatingType<double>.Instance),
        new ListType<int>(IntegerType<int>.Instance, false), new ListType<double>(FloatingType<double>.Instance, false),
    ];

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
