using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>Training as it is written by hand, with care: slices of the data, a scope a step, the loss added up where it is, and nothing
/// else.</summary>
internal sealed class BareLoop(Classifier classifier, int batch)
{
    /// <returns>The mean loss.</returns>
    public double Epoch(Action<long>? stepDone = null)
    {
        classifier.Model.train();
        var steps = classifier.Input.shape[0] / batch;
        using var total = zeros(1);
        for (var step = 0L; step < steps; step++)
        {
            Step(step, total);
            stepDone?.Invoke(step);
        }

        return total.item<float>() / steps;
    }

    /// <summary>One step of an epoch.</summary>
    /// <param name="step">Its number.</param>
    /// <param name="total">Gets the loss added.</param>
    public void Step(long step, Tensor total)
    {
        using var scope = NewDisposeScope();
        var input = classifier.Input.narrow(0, step * batch, batch);
        var target = classifier.Target.narrow(0, step * batch, batch);
        var loss = classifier.Loss.call(classifier.Model.call(input), target);
        classifier.Optimizer.zero_grad();
        loss.backward();
        classifier.Optimizer.step();
        using (no_grad()) total.add_(loss.detach());
    }
}
