using Gen.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Benchmarks;

/// <summary>Training of the text classifier as it is written by hand, with the accuracy counted on the device; a scope a step.</summary>
internal sealed class BareTextLoop(
    TextClassifier model,
    optim.Optimizer optimizer,
    Loss<Tensor, Tensor, Tensor> loss,
    TensorData data,
    int batch
)
{
    /// <returns>The mean loss.</returns>
    public double Epoch()
    {
        model.train();
        using var total = zeros(1);
        using var right = zeros(1, int64);
        var steps = data.Rows / batch;
        for (var step = 0L; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var target = data.Labels!.narrow(0, step * batch, batch);
            var scores = model.call(data.Features.narrow(0, step * batch, batch));
            var value = loss.call(scores, target);
            optimizer.zero_grad();
            value.backward();
            optimizer.step();
            using var noGrad = no_grad();
            total.add_(value);
            right.add_(scores.argmax(1).eq(target).sum());
        }

        _ = right.item<long>();
        return total.item<float>() / steps;
    }
}
