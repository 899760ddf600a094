using Gen;

[Experiment("darts")]
public sealed partial class Darts
{
    public int Thrown { get; init; } = 100_000;

    [Main]
    private int Throw(int thrown) => thrown;
}
