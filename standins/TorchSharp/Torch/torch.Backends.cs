using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Settings of the libraries that compute; they hold for the whole process.</summary>
    public static partial class backends
    {
        /// <summary>Settings for CUDA devices.</summary>
        public static partial class cuda
        {
            /// <summary>Settings of products of matrices.</summary>
            public static partial class matmul
            {
                /// <summary>Whether products in single precision may round their factors to 10 bits of fraction; false by default.</summary>
                public static bool allow_tf32
                {
                    get => Shim.Check(Shim.AllowTf32(0, -1)) != 0;
                    set => Shim.Check(Shim.AllowTf32(0, value ? 1 : 0));
                }
            }
        }

        /// <summary>Settings of cuDNN.</summary>
        public static partial class cudnn
        {
            /// <summary>Whether convolutions in single precision may round their factors to 10 bits of fraction; true by default.</summary>
            public static bool allow_tf32
            {
                get => Shim.Check(Shim.AllowTf32(1, -1)) != 0;
                set => Shim.Check(Shim.AllowTf32(1, value ? 1 : 0));
            }
        }
    }
}
