namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module whose computation can be watched and changed from outside. A hook that returns null changes nothing.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            private readonly List<TPreHook> _before = [];
            private readonly List<TPostHook> _after = [];

            /// <summary>Names the module.</summary>
            protected HookableModule(string name)
                : base(name)
            {
            }

            // Copies: a hook may remove itself.
            private protected IReadOnlyList<TPreHook> BeforeHooks => _before.Count == 0 ? _before : [.. _before];

            private protected IReadOnlyList<TPostHook> AfterHooks => _after.Count == 0 ? _after : [.. _after];

            /// <summary>Calls a function with the input before each computation.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook)
            {
                _before.Add(hook);
                return new HookRemover(() => _before.Remove(hook));
            }

            /// <summary>Calls a function with the input and the result after each computation.</summary>
            public HookRemover register_forward_hook(TPostHook hook)
            {
                _after.Add(hook);
                return new HookRemover(() => _after.Remove(hook));
            }

            /// <summary>Takes a hook away again.</summary>
            public class HookRemover
            {
                private readonly Action _remove;

                internal HookRemover(Action remove) => _remove = remove;

                /// <summary>Takes the hook away.</summary>
                public void remove() => _remove();
            }
        }
    }
}
