using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Neural networks.</summary>
    public static partial class nn
    {
        /// <summary>
        /// A part of a model: owns parameters, buffers and further modules by name, and disposes them. A subclass gives its fields in its
        /// constructor and then calls <see cref="RegisterComponents"/>.
        /// </summary>
        public partial class Module : IDisposable
        {
            /// <summary>What <see cref="GetName"/> returns.</summary>
            protected string? name;

            private readonly OrderedDictionary<string, Parameter> _parameters = [];
            private readonly OrderedDictionary<string, (Tensor Tensor, bool Persistent)> _buffers = [];
            private readonly OrderedDictionary<string, Module> _modules = [];
            private bool _training = true;
            private bool _disposed;

            /// <summary>Names the module; by convention after its class.</summary>
            protected Module(string name) => this.name = name;

            /// <summary>Whether layers such as dropout behave as in training (the beginning) or evaluation.</summary>
            public virtual bool training => _training;

            /// <summary>The name given to the constructor.</summary>
            public virtual string GetName() => name ?? GetType().Name;

            /// <summary>Sets <see cref="training"/> here and in all modules inside.</summary>
            public virtual void train(bool train = true)
            {
                _training = train;
                foreach (var (_, child) in named_children()) child.train(train);
            }

            /// <summary>Ends training mode here and in all modules inside.</summary>
            public virtual void eval() => train(false);

            /// <summary>Calls a function with every module inside, then with this one.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, child) in named_children()) child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Drops all gradients, or sets them to 0.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    if (gradient is null) continue;
                    if (set_to_none)
                        parameter.grad = null;
                    else
                        gradient.zero_().Dispose();
                }
            }

            /// <summary>Disposes parameters, buffers and the modules inside.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes parameters, buffers and the modules inside; the second call finds nothing to do.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed) return;
                _disposed = true;
                foreach (var parameter in _parameters.Values) parameter.Dispose();
                foreach (var (tensor, _) in _buffers.Values) tensor.Dispose();
                foreach (var module in _modules.Values) module.Dispose();
            }
        }
    }
}
