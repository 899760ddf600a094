using System.Reflection;
using Gen.Training.Metrics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>
/// The options of an optimizer and its state of each parameter, as values and named tensors. TorchSharp has both in public fields, which
/// are read by reflection; it can save them only as a stream of bytes.
/// </summary>
internal sealed class OptimizerState(optim.Optimizer optimizer)
{
    private const string Groups = "groups";
    private const string Type = "type";

    private readonly OptimizerHelper _helper = optimizer as OptimizerHelper
        ?? throw new TrainingException($"The state of {optimizer.GetType().Name} cannot be saved, because TorchSharp does not expose it.");

    public void Save(CheckpointState state)
    {
        var own = _helper.state_dict();
        state.Set(Type, _helper.GetType().Name);
        for (var i = 0; i < own.Options.Count; i++)
        {
            var group = state.Section(Groups).Section($"{i}");
            var options = own.Options[i];
            group.Set(nameof(options.InitialLearningRate), options.InitialLearningRate);
            group.Set(nameof(options.LearningRate), options.LearningRate ?? double.NaN);
            foreach (var field in Fields(options, typeof(OptimizerOptions)))
                Save(group, field.Name, field.GetValue(options));
        }

        for (var i = 0; i < own.State.Count; i++)
        {
            foreach (var field in Fields(own.State[i], typeof(TorchSharp.Modules.OptimizerState)))
                Save(state.Section($"{i}"), field.Name, field.GetValue(own.State[i]));
        }
    }

    /// <summary>Throws if a state is of another optimizer or of other parameters.</summary>
    /// <exception cref="InvalidDataException">The state does not match.</exception>
    public void Check(CheckpointState state)
    {
        var own = _helper.state_dict();
        if (state.GetString(Type) is var type && type != _helper.GetType().Name)
            throw new InvalidDataException($"the optimizer must be {_helper.GetType().Name}, but was {type}.");
        var groups = state.Contains(Groups) ? state.Section(Groups).Keys.Count : 0;
        if (groups != own.Options.Count)
            throw new InvalidDataException($"the optimizer must have {own.Options.Count} parameter groups, but had {groups}.");
        for (var i = 0; i < own.State.Count; i++)
        {
            var saved = state.Section($"{i}");
            foreach (var field in Fields(own.State[i], typeof(TorchSharp.Modules.OptimizerState)))
            {
                if (
                    field.GetValue(own.State[i]) is Tensor tensor
                    && saved.Contains(field.Name)
                    && saved.GetTensor(field.Name) is var other
                    && (!other.shape.AsSpan().SequenceEqual(tensor.shape) || other.dtype != tensor.dtype)
                )
                    throw new InvalidDataException(
                        $"the optimizer's {field.Name} of parameter {i} must be {ShapeText.Format(tensor)} {tensor.dtype}, but was "
                        + $"{ShapeText.Format(other)} {other.dtype}."
                    );
            }
        }
    }

    /// <summary>Loads a state that was checked.</summary>
    public void Load(CheckpointState state)
    {
        using var scope = NewDisposeScope();
        using var normal = inference_mode(false);
        using var withoutGradients = no_grad();
        var own = _helper.state_dict();
        for (var i = 0; i < own.Options.Count; i++)
        {
            var group = state.Section(Groups).Section($"{i}");
            var options = own.Options[i];
            options.InitialLearningRate = group.GetDouble(nameof(options.InitialLearningRate));
            options.LearningRate = group.GetDouble(nameof(options.LearningRate));
            foreach (var field in Fields(options, typeof(OptimizerOptions)))
                Load(group, field, options, CPU);
        }

        var devices = _helper.parameters().Select(p => p.device).ToList();
        for (var i = 0; i < own.State.Count; i++)
        {
            foreach (var field in Fields(own.State[i], typeof(TorchSharp.Modules.OptimizerState)))
                Load(state.Section($"{i}"), field, own.State[i], devices[i]);
        }
    }

    private static void Save(CheckpointState state, string key, object? value)
    {
        switch (value)
        {
            case Tensor tensor: state.Set(key, tensor); break;
            case long number: state.Set(key, number); break;
            case double number: state.Set(key, number); break;
            case bool truth: state.Set(key, truth); break;
        }
    }

    private static void Load(CheckpointState state, FieldInfo field, object owner, Device device)
    {
        var saved = state.Contains(field.Name);
        if (field.FieldType == typeof(Tensor))
            Load(saved ? state.GetTensor(field.Name) : null, field, owner, device);
        else if (!saved)
            field.SetValue(owner, null);
        else if (field.FieldType == typeof(long))
            field.SetValue(owner, state.GetInt64(field.Name));
        else if (field.FieldType == typeof(bool) || field.FieldType == typeof(bool?))
            field.SetValue(owner, state.GetBoolean(field.Name));
        else
            field.SetValue(owner, state.GetDouble(field.Name));
    }

    // A new optimizer creates some tensors only in its first step.
    private static void Load(Tensor? saved, FieldInfo field, object owner, Device device)
    {
        var own = (Tensor?)field.GetValue(owner);
        if (own is not null && saved is not null)
        {
            own.copy_(saved);
            return;
        }

        own?.Dispose();
        field.SetValue(owner, saved?.to(device, copy: true).DetachFromDisposeScope());
    }

    // A field of an unknown type, or a private one, is an error, because its value would be lost.
    private static FieldInfo[] Fields(object owner, Type root)
    {
        var type = owner.GetType();
        var fields = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
        if (type.BaseType != root && type != root || Array.Exists(fields, f => type != root && !(f.IsPublic && IsKnown(f.FieldType))))
            throw new TrainingException(
                $"The state of {type.DeclaringType?.Name ?? type.Name} cannot be saved, because it has unknown fields."
            );
        return type == root ? [] : fields;
    }

    private static bool IsKnown(Type type) =>
        type == typeof(Tensor)
        || type == typeof(long)
        || type == typeof(double)
        || type == typeof(double?)
        || type == typeof(bool)
        || type == typeof(bool?);
}
