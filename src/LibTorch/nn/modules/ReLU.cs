using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A module that has no parameters of its own.</summary>
    public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>
    {
        /// <summary>Names the module.</summary>
        protected ParameterLessModule(string name)
            : base(name)
        {
        }
    }

    /// <summary>max(x, 0)</summary>
    public sealed class ReLU : ParameterLessModule<Tensor, Tensor>
    {
        internal ReLU(bool inplace)
            : base(nameof(ReLU)) => this.inplace = inplace;

        /// <summary>Whether the input itself is changed.</summary>
        public bool inplace { get; set; }

        /// <summary>Elementwise.</summary>
        public override Tensor forward(Tensor tensor) => nn.functional.relu(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>max(x, 0)</summary>
            public static Modules.ReLU ReLU(bool inplace = false) => new(inplace);
        }
    }
}
