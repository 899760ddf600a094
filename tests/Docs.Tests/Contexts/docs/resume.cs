using Gen;

[Experiment("api-docs")]
public sealed partial class ApiDocs
{
    public int Epochs { get; init; } = 5;

    [Main]
    private void Train(Run run, int epochs)
    {
        // statements here
    }
}
