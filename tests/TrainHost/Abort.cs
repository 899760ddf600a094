#pragma warning disable GEN026 // These calls are here to end the process.

using TorchSharp;
using static TorchSharp.torch;

namespace Gen.TrainHost;

/// <summary>Mistakes that end the process in TorchSharp's native library, one a process: <c>TrainHost abort matmul</c>.</summary>
internal static class Abort
{
    private static readonly Dictionary<string, Action> s_mistakes = new()
    {
        ["matmul"] = () => zeros(2, 3).matmul(zeros(5, 7)),
        ["grad"] = () => autograd.grad([zeros(1, requires_grad: true).sum()], [zeros(1, requires_grad: true)]),
        ["cummax"] = () => zeros(2, 3).cummax(9),
        ["var"] = () => zeros(2, 3, dtype: int64).var(dim: 0L),
        ["ToInt64"] = () => tensor(float.NaN).ToInt64(),
        ["ToSingle"] = () => tensor(1e300).ToSingle(),
        ["set_rng_state"] = () => set_rng_state(zeros(3, dtype: uint8)),
        ["set_num_threads"] = () => set_num_threads(0),
        ["Slice"] = () => _ = zeros(2, 3)[TensorIndex.Slice(step: 0)],
        ["LBFGS"] = FailInClosure,
        ["Function"] = FailInBackward,
        ["add_img"] = WritePicture,
        ["rand"] = () => rand(-1).sum(),
    };

    /// <summary>Makes a mistake. Returns 3 where TorchSharp throws as it should, 0 where it does not mind.</summary>
    public static int Run(string mistake)
    {
        try
        {
            s_mistakes[mistake]();
            return 0;
        }
        catch (Exception e) when (e is not KeyNotFoundException)
        {
            Console.Error.WriteLine($"{e.GetType().Name}: {e.Message}");
            return 3;
        }
    }

    private static void FailInClosure()
    {
        using var model = nn.Linear(2, 1);
        using var optimizer = optim.LBFGS(model.parameters());
        optimizer.step(() => throw new InvalidOperationException("no such thing"));
    }

    private static void FailInBackward()
    {
        using var input = zeros(1, requires_grad: true);
        Failing.apply(input).sum().backward();
    }

    // On Linux: the package has no native Skia there.
    private static void WritePicture()
    {
        var folder = Directory.CreateTempSubdirectory("gen-");
        try
        {
            utils.tensorboard.SummaryWriter(folder.FullName).add_img("picture", zeros(3, 4, 4), 0);
        }
        catch (TypeInitializationException)
        {
        }

        folder.Delete(recursive: true);

        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private sealed class Failing : autograd.SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => (Tensor)vars[0] * 2;

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            throw new InvalidOperationException("no such thing");
    }
}
