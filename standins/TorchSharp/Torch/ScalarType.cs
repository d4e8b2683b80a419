namespace TorchSharp;

public static partial class torch
{
    /// <summary>Types of elements, with libtorch's numbers.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Unsigned whole numbers of 8 bits.</summary>
        Byte = 0,

        /// <summary>Whole numbers of 8 bits.</summary>
        Int8 = 1,

        /// <summary>Whole numbers of 16 bits.</summary>
        Int16 = 2,

        /// <summary>Whole numbers of 32 bits.</summary>
        Int32 = 3,

        /// <summary>Whole numbers of 64 bits.</summary>
        Int64 = 4,

        /// <summary>Floating point numbers of 16 bits.</summary>
        Float16 = 5,

        /// <summary>Floating point numbers of 32 bits.</summary>
        Float32 = 6,

        /// <summary>Floating point numbers of 64 bits.</summary>
        Float64 = 7,

        /// <summary>Complex numbers of two floating point numbers of 32 bits.</summary>
        ComplexFloat32 = 9,

        /// <summary>Complex numbers of two floating point numbers of 64 bits.</summary>
        ComplexFloat64 = 10,

        /// <summary>Truth values.</summary>
        Bool = 11,

        /// <summary>Quantized whole numbers of 8 bits.</summary>
        QInt8 = 12,

        /// <summary>Quantized unsigned whole numbers of 8 bits.</summary>
        QUInt8 = 13,

        /// <summary>Quantized whole numbers of 32 bits.</summary>
        QInt32 = 14,

        /// <summary>Floating point numbers of 16 bits with the range of 32 bits.</summary>
        BFloat16 = 15,
    }
}
