namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Something that maps one value to another.</summary>
        public interface IModule<T, TResult>
        {
            /// <summary>Computes the result.</summary>
            TResult call(T input1);
        }

        /// <summary>Something that maps two values to another.</summary>
        public interface IModule<T1, T2, TResult>
        {
            /// <summary>Computes the result.</summary>
            TResult call(T1 input1, T2 input2);
        }

        /// <summary>Something that maps three values to another.</summary>
        public interface IModule<T1, T2, T3, TResult>
        {
            /// <summary>Computes the result.</summary>
            TResult call(T1 input1, T2 input2, T3 input3);
        }

        /// <summary>A module that maps one value to another.</summary>
        public abstract class Module<T, TResult>
            : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            /// <summary>Names the module.</summary>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>The computation, for subclasses to write; others use <see cref="call"/>.</summary>
            public abstract TResult forward(T input);

            /// <summary>Computes the result, hooks included.</summary>
            public TResult call(T input)
            {
                foreach (var hook in BeforeHooks) input = hook(this, input) ?? input;
                var result = forward(input);
                foreach (var hook in AfterHooks) result = hook(this, input, result) ?? result;
                return result;
            }
        }

        /// <summary>A module that maps two values to another.</summary>
        public abstract class Module<T1, T2, TResult>
            : HookableModule<Func<Module<T1, T2, TResult>, T1, T2, (T1, T2)?>, Func<Module<T1, T2, TResult>, T1, T2, TResult, TResult>>,
                IModule<T1, T2, TResult>
        {
            /// <summary>Names the module.</summary>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>The computation, for subclasses to write; others use <see cref="call"/>.</summary>
            public abstract TResult forward(T1 input1, T2 input2);

            /// <summary>Computes the result, hooks included.</summary>
            public TResult call(T1 input1, T2 input2)
            {
                foreach (var hook in BeforeHooks)
                    if (hook(this, input1, input2) is { } changed)
                        (input1, input2) = changed;
                var result = forward(input1, input2);
                foreach (var hook in AfterHooks) result = hook(this, input1, input2, result) ?? result;
                return result;
            }
        }

        /// <summary>A module that maps three values to another.</summary>
        public abstract class Module<T1, T2, T3, TResult>
            : HookableModule<Func<Module<T1, T2, T3, TResult>, T1, T2, T3, (T1, T2, T3)?>, Func<Module<T1, T2, T3, TResult>, T1, T2, T3, TResult, TResult>>,
                IModule<T1, T2, T3, TResult>
        {
            /// <summary>Names the module.</summary>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>The computation, for subclasses to write; others use <see cref="call"/>.</summary>
            public abstract TResult forward(T1 input1, T2 input2, T3 input3);

            /// <summary>Computes the result, hooks included.</summary>
            public TResult call(T1 input1, T2 input2, T3 input3)
            {
                foreach (var hook in BeforeHooks)
                    if (hook(this, input1, input2, input3) is { } changed)
                        (input1, input2, input3) = changed;
                var result = forward(input1, input2, input3);
                foreach (var hook in AfterHooks) result = hook(this, input1, input2, input3, result) ?? result;
                return result;
            }
        }
    }
}
