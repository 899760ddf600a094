using Gen.Training.Data;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Takes batches through a model. What goes wrong there is told with the batch's shape, and with the layer if it was the first batch.</summary>
internal sealed class ForwardPass(nn.Module model)
{
    private bool _fits;

    /// <exception cref="TrainingException">The batch has no rows, does not fit the model, or the computation failed.</exception>
    public T Run<T>(DataBatch batch, Func<DataBatch, T> forward)
    {
        if (batch.Rows == 0)
            throw new TrainingException($"a batch has no rows (its input is {LayerInputs.Text(batch.Input)}): its source must leave it out");
        using var layers = _fits ? null : new LayerInputs(model, batch.Input);
        try
        {
            var result = forward(batch);
            _fits = true;
            return result;
        }
        catch (Exception e) when (e is not (UserErrorException or OperationCanceledException))
        {
            var place = layers?.Last is { } last ? $", at {last}" : "";
            throw new TrainingException($"the model failed on a batch {LayerInputs.Text(batch.Input)}{place}: {e.Message.Split('\n')[0]}", e);
        }
    }
}
