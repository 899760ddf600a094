using Gen.TensorBoard;

public static class Uses
{
    public static void Writing(
        SummaryWriter writer, double[] weights, byte[] pixels, bool[] labels, float[] scores, float[] vectors, string[] words, long epoch)
    {
        // statements here
    }
}
//// 6
using Gen;
using Gen.Training;
using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

[Experiment("digits")]
public sealed partial class Digits
{
    public int Epochs { get; init; } = 5;

    public void Uses(Module<Tensor, Tensor> model, optim.Optimizer optimizer, Loss<Tensor, Tensor, Tensor> loss, IBatchSource train,
        IBatchSource validation)
    {
        // statements here
    }
}
//// 7 8
using Gen.Training;
using TorchSharp;

public static class Boards
{
    public static void Uses(string[] words)
    {
        // statements here
    }
}
