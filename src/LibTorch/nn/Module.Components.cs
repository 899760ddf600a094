using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private bool _registered;

            /// <summary>Adds a buffer: saved with the module, moved with it, not trained.</summary>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid) throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                if (!_buffers.TryAdd(name, (tensor.DetachFromDisposeScope(), persistent)))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
            }

            /// <summary>Adds a parameter.</summary>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid) throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                param.DetachFromDisposeScope();
                if (!_parameters.TryAdd(name, param)) throw new InvalidOperationException($"Parameter {name} is already registered.");
            }

            /// <summary>Adds a module inside this one; null takes one of this name out.</summary>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _modules.Remove(name);
                    return;
                }
                if (name.Contains('.')) throw new ArgumentException($"module name can't contain \".\", got: {name}");
                if (name.Length == 0) throw new ArgumentException("module name can't be empty string \"\"");
                if (_modules.ContainsKey(name)) throw new InvalidOperationException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
                _modules.Add(name, submodule);
            }

            /// <inheritdoc cref="register_module"/>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Registers all fields that hold modules, parameters or (as buffers) tensors, under the fields' names.</summary>
            protected virtual void RegisterComponents()
            {
                if (_registered) return;
                _registered = true;
                foreach (var field in Fields())
                {
                    if (_modules.ContainsKey(field.Name) || _parameters.ContainsKey(field.Name) || _buffers.ContainsKey(field.Name)) continue;
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(field.Name, module);
                            break;
                        case Parameter parameter:
                            register_parameter(field.Name, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(field.Name, tensor);
                            break;
                    }
                }
            }

            // Own modules of this binding register by hand; only the fields of the user's classes are looked through.
            private IEnumerable<FieldInfo> Fields()
            {
                const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
                for (var type = GetType(); type is not null && type.Assembly != typeof(Module).Assembly; type = type.BaseType)
                    foreach (var field in type.GetFields(Instance))
                        yield return field;
            }

            /// <summary>Sets or replaces a parameter; null takes one of this name out.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                    _parameters.Remove(name);
                else
                    _parameters[name] = value;
            }

            /// <summary>Sets or replaces a buffer; null takes one of this name out.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                    _buffers.Remove(name);
                else
                    _buffers[name] = (value, persistent);
            }
        }
    }
}
