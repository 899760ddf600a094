using System.Reflection;
using TorchSharp;

namespace Gen.Metrics.Tests.Support;

/// <summary>A generated state or set, called by the names of its parameters.</summary>
internal sealed class Streamed(object state) : IDisposable
{
    private readonly MethodInfo _update = state.GetType().GetMethod("Update")!;

    public dynamic State => state;

    public void Update(IReadOnlyDictionary<string, torch.Tensor> batch, torch.Tensor? weight = null)
    {
        var parameters = _update.GetParameters();
        var arguments = parameters.Select((p, i) => i == parameters.Length - 1 ? weight : batch[p.Name!]);
        _update.Invoke(state, BindingFlags.DoNotWrapExceptions, null, [.. arguments], null);
    }

    public torch.Tensor Compute() => State.Compute();

    public void MergeFrom(Streamed other) => State.MergeFrom((dynamic)other.State);

    public void Reset() => State.Reset();

    /// <summary>Saves this state and loads it into a new one.</summary>
    public void LoadInto(Streamed other)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
            State.Save(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        other.State.Load(reader);
        Assert.Equal(stream.Length, stream.Position);
    }

    public void Dispose() => State.Dispose();
}
