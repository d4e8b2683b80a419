namespace TorchSharp;

public static partial class torch
{
    /// <summary>The angle of complex numbers in radians.</summary>
    public static Tensor angle(Tensor input) => input.angle();

    /// <summary>The complex conjugate, written out.</summary>
    public static Tensor conj_physical(Tensor input) => input.conj_physical();

    /// <summary>In place: the complex conjugate, written out.</summary>
    public static Tensor conj_physical_(Tensor input) => input.conj_physical_();

    /// <summary>The tensor with a pending conjugation written out.</summary>
    public static Tensor resolve_conj(Tensor input) => input.resolve_conj();

    /// <summary>The tensor with a pending negation written out.</summary>
    public static Tensor resolve_neg(Tensor input) => input.resolve_neg();

    /// <summary>The complex conjugate.</summary>
    public static Tensor conj(Tensor input) => input.conj();
}
