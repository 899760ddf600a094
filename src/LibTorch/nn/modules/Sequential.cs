using System.Globalization;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules one after another, each on the result of the one before.</summary>
    public class Sequential : nn.Module<Tensor, Tensor>
    {
        private readonly List<nn.IModule<Tensor, Tensor>> _steps = [];

        /// <summary>Of named modules.</summary>
        protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
            : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules) append(name, module);
        }

        /// <summary>Of modules named by their positions.</summary>
        protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules)
            : base(nameof(Sequential))
        {
            foreach (var module in modules) append(module);
        }

        /// <summary>The number of modules.</summary>
        public int Count => _steps.Count;

        /// <summary>The module at a position.</summary>
        [IndexerName("SequentialItems")]
        public nn.IModule<Tensor, Tensor> this[int index] => _steps[index];

        // As in TorchSharp, where a sequence, unlike other modules, lists a module that occurs twice once.
        private protected override IEnumerable<KeyValuePair<string, nn.Module>> StateChildren => [];

        /// <summary>Adds a module under a name.</summary>
        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            register_module(name, (nn.Module)module);
            _steps.Add(module);
            return this;
        }

        /// <summary>Adds a module under its position.</summary>
        public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Count.ToString(CultureInfo.InvariantCulture), module);

        /// <summary>Runs all modules; results in between are disposed.</summary>
        public override Tensor forward(Tensor tensor)
        {
            if (Count == 0) return tensor.alias();
            var result = _steps[0].call(tensor);
            foreach (var step in _steps.Skip(1))
            {
                using var before = result;
                result = step.call(before);
            }
            return result;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>No modules yet.</summary>
            public static Modules.Sequential Sequential() => new(Array.Empty<Module<Tensor, Tensor>>());

            /// <summary>Modules named by their positions.</summary>
            public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(modules);

            /// <summary>Modules named by their positions.</summary>
            public static Modules.Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new([.. modules]);

            /// <summary>Named modules.</summary>
            public static Modules.Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            /// <summary>Named modules.</summary>
            public static Modules.Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) =>
                new([.. modules]);
        }
    }
}
