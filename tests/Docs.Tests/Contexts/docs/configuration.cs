using System.ComponentModel.DataAnnotations;
using Gen;

[Experiment("trial")]
public sealed partial class Trial
{
    public int Epochs { get; init; } = 5;

    public Dataset Dataset { get; init; } = new();

    // members here

    [NamedConfig]
    public sealed class Quick
    {
        public int Epochs => 1;
    }

    [Main]
    private int Train(int epochs) => epochs;

    private static async Task Use()
    {
        // statements here
        await Task.Yield();
    }
}

[Config]
public sealed class Dataset
{
    public string Path { get; init; } = "data.csv";
}
//// 2
using Gen;

[Experiment("trial")]
public sealed partial class Trial
{
    public int Epochs { get; init; } = 5;

    public Dataset Dataset { get; init; } = new();

    // types here

    [Main]
    private int Train(int epochs, Dataset dataset) => epochs + dataset.Path.Length;
}

[Config]
public sealed class Dataset
{
    public string Path { get; init; } = "data.csv";
}
