using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Whether the library, not a property of the module, holds the tensors: such layers change what they hold.</summary>
            private protected virtual bool MovesInPlace => false;

            // Other modules get new tensors, with the gradients, and dispose the old ones, as TorchSharp's do: an optimizer of the old ones is of no use any more.
            internal void Move(ScalarType? type, Device? device, bool nonBlocking)
            {
                if (type is { } wanted && !is_floating_point(wanted) && !is_complex(wanted))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={wanted}");
                using var _ = no_grad();
                foreach (var module in _modules.Values) module.Move(type, device, nonBlocking);
                foreach (var (name, tensor) in _parameters.Select(p => (p.Key, (Tensor)p.Value)).Concat(_buffers.Select(b => (b.Key, b.Value.Tensor))).ToList())
                {
                    if (MovesInPlace)
                        tensor.Become(type, device, nonBlocking);
                    else if (tensor.Moved(type, device, nonBlocking) is { } moved)
                        Replace(name, tensor, moved);
                }
            }

            private void Replace(string name, Tensor before, Tensor after)
            {
                if (GetType().GetProperty(name) is { } property)
                {
                    property.SetValue(this, after);
                    return;
                }

                before.Dispose();
                if (after is Parameter parameter)
                    _parameters[name] = parameter;
                else
                    _buffers[name] = (after, _buffers[name].Persistent);
                foreach (var field in Fields().Where(f => f.Name == name)) field.SetValue(this, after);
            }
        }
    }

    public partial class Tensor
    {
        /// <summary>A converted copy of a parameter or buffer, outside all scopes, with a copy of its gradient; null if there is nothing to convert.</summary>
        internal Tensor? Moved(ScalarType? type, Device? device, bool nonBlocking)
        {
            var wanted = is_floating_point() ? type : null;
            var moved = Convert(wanted, device, copy: false, disposeAfter: false, nonBlocking).DetachFromDisposeScope();
            if (moved._handle == _handle)
            {
                moved.Dispose();
                return null;
            }

            if (this is not Parameter) return moved;
            var parameter = new Parameter(moved, requires_grad);
            using var gradient = grad;
            if (gradient is null) return parameter;
            using var movedGradient = gradient.Convert(wanted, device, copy: false, disposeAfter: false, nonBlocking);
            parameter.grad = movedGradient;
            return parameter;
        }

        /// <summary>Converts the tensor itself, and its gradient; integers keep their type.</summary>
        internal void Become(ScalarType? type, Device? device, bool nonBlocking)
        {
            var wanted = is_floating_point() ? type : null;
            var required = requires_grad;
            using var gradient = grad;
            using var moved = Convert(wanted, device, copy: false, disposeAfter: false, nonBlocking);
            if (moved._handle == _handle) return;
            (_handle, moved._handle) = (moved._handle, _handle);
            requires_grad = required;
            if (gradient is null) return;
            using var movedGradient = gradient.Convert(wanted, device, copy: false, disposeAfter: false, nonBlocking);
            grad = movedGradient;
        }
    }
}

/// <summary>Moving a module to another device or element type; all return the module itself.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>To a device and an element type (floating point or complex; integer buffers keep theirs).</summary>
    public static T to<T>(this T module, Device device, ScalarType type, bool non_blocking = false) where T : nn.Module =>
        Moved(module, type, device, non_blocking);

    /// <summary>To a device.</summary>
    public static T to<T>(this T module, Device device, bool non_blocking = false) where T : nn.Module =>
        Moved(module, null, device, non_blocking);

    /// <summary>To a device.</summary>
    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module =>
        Moved(module, null, new Device(deviceType, deviceIndex), non_blocking);

    /// <summary>To a device.</summary>
    public static T to<T>(this T module, string device, bool non_blocking = false) where T : nn.Module =>
        Moved(module, null, new Device(device), non_blocking);

    /// <summary>To an element type (floating point or complex; integer buffers keep theirs).</summary>
    public static T to<T>(this T module, ScalarType type, bool non_blocking = false) where T : nn.Module =>
        Moved(module, type, null, non_blocking);

    /// <summary>To the processor.</summary>
    public static T cpu<T>(this T module, bool non_blocking = false) where T : nn.Module => Moved(module, null, CPU, non_blocking);

    /// <summary>To a GPU.</summary>
    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false) where T : nn.Module =>
        Moved(module, null, new Device(DeviceType.CUDA, deviceIndex), non_blocking);

    /// <summary>To float64.</summary>
    public static T @double<T>(this T module, bool non_blocking = false) where T : nn.Module =>
        Moved(module, ScalarType.Float64, null, non_blocking);

    /// <summary>To float32.</summary>
    public static T @float<T>(this T module, bool non_blocking = false) where T : nn.Module =>
        Moved(module, ScalarType.Float32, null, non_blocking);

    internal static T Moved<T>(T module, ScalarType? type, Device? device, bool nonBlocking) where T : nn.Module
    {
        if (type is not null || device is not null) module.Move(type, device, nonBlocking);
        return module;
    }
}
