using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Algorithms that change parameters along their gradients.</summary>
    public static partial class optim
    {
        /// <summary>What has a learning rate that a schedule can change.</summary>
        public interface ILearningRateController
        {
            /// <summary>The step's size now.</summary>
            double LearningRate { get; set; }

            /// <summary>The step's size at the beginning.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>What has a momentum that a schedule can change.</summary>
        public interface IMomentum
        {
            /// <summary>The share of the last step that is kept.</summary>
            double Momentum { get; set; }
        }

        /// <summary>What has decay rates of two running means, which a schedule can change.</summary>
        public interface IBetas
        {
            /// <summary>The decay rates of the mean gradient and the mean squared gradient.</summary>
            (double, double) Betas { get; set; }
        }

        /// <summary>Changes parameters along their gradients. Its own state lives outside all dispose scopes until it is disposed.</summary>
        public abstract partial class Optimizer : IDisposable
        {
            /// <summary>Parameters with common settings.</summary>
            protected IList<ParamGroup> _parameter_groups = [];

            private protected Optimizer()
            {
            }

            /// <summary>Parameters with common settings, to read and change their learning rates.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>All parameters of all groups.</summary>
            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(g => g.Parameters);

            /// <summary>Adds parameters with common settings.</summary>
            /// <exception cref="NotImplementedException">The optimizer knows no groups.</exception>
            public virtual void add_param_group(ParamGroup param_group) => throw new NotImplementedException("add_param_group");

            /// <summary>Sets the gradients of all parameters to 0; they stay allocated.</summary>
            public virtual void zero_grad()
            {
                foreach (var parameter in parameters())
                {
                    using var gradient = parameter.grad;
                    gradient?.zero_().Dispose();
                }
            }

            /// <summary>Changes the parameters once. A closure, if given, computes the loss first, and it is returned.</summary>
            public virtual Tensor? step(Func<Tensor>? closure = null)
            {
                Tensor? loss = null;
                if (closure is not null)
                    using (enable_grad()) loss = closure();
                using var _ = no_grad();
                using var scope = NewDisposeScope();
                foreach (var group in _parameter_groups) Step(group);
                return loss;
            }

            /// <summary>Frees the state; the parameters stay.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees the state; the parameters stay.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (disposing) Free();
            }

            private protected abstract void Free();

            private protected abstract void Step(ParamGroup group);

            /// <summary>The settings of groups and the states of parameters.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>Settings, one of each group.</summary>
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>States, one of each parameter.</summary>
                public List<OptimizerState> State { get; } = [];

                /// <summary>The positions of each group's parameters in <see cref="State"/>.</summary>
                public List<List<int>> StateIndexRef { get; } = [];
            }
        }
    }
}
