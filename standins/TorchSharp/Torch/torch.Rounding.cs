namespace TorchSharp;

public static partial class torch
{
    /// <summary>Rounds up.</summary>
    public static Tensor ceil(Tensor input) => input.ceil();

    /// <summary>In place: rounds up.</summary>
    public static Tensor ceil_(Tensor input) => input.ceil_();

    /// <summary>Limits elements to a range.</summary>
    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    /// <summary>In place: limits elements to a range.</summary>
    public static Tensor clamp_(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp_(min, max);

    /// <summary>Limits elements to a range.</summary>
    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp(min, max);

    /// <summary>In place: limits elements to a range.</summary>
    public static Tensor clamp_(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp_(min, max);

    /// <summary>Limits elements to a range.</summary>
    public static Tensor clip(Tensor input, Scalar? min = null, Scalar? max = null) => input.clip(min, max);

    /// <summary>Cuts off the fraction.</summary>
    public static Tensor fix(Tensor input) => input.fix();

    /// <summary>In place: cuts off the fraction.</summary>
    public static Tensor fix_(Tensor input) => input.fix_();

    /// <summary>Rounds down.</summary>
    public static Tensor floor(Tensor input) => input.floor();

    /// <summary>In place: rounds down.</summary>
    public static Tensor floor_(Tensor input) => input.floor_();

    /// <summary>The fraction of each element.</summary>
    public static Tensor frac(Tensor input) => input.frac();

    /// <summary>In place: the fraction of each element.</summary>
    public static Tensor frac_(Tensor input) => input.frac_();

    /// <summary>Replaces not-a-number and infinities.</summary>
    public static Tensor nan_to_num(Tensor input, double nan = 0d, double? posinf = null, double? neginf = null) =>
        input.nan_to_num(nan, posinf, neginf);

    /// <summary>In place: replaces not-a-number and infinities.</summary>
    public static Tensor nan_to_num_(Tensor input, double nan = 0d, double? posinf = null, double? neginf = null) =>
        input.nan_to_num_(nan, posinf, neginf);

    /// <summary>Rounds to the given number of decimals, halves to even.</summary>
    public static Tensor round(Tensor input, long decimals = 0L) => input.round(decimals);

    /// <summary>In place: rounds to the given number of decimals, halves to even.</summary>
    public static Tensor round_(Tensor input, long decimals = 0L) => input.round_(decimals);

    /// <summary>Cuts off the fraction.</summary>
    public static Tensor trunc(Tensor input) => input.trunc();

    /// <summary>In place: cuts off the fraction.</summary>
    public static Tensor trunc_(Tensor input) => input.trunc_();

    /// <summary>Limits elements from above.</summary>
    public static Tensor clamp_max(Tensor input, Scalar max) => input.clamp_max(max);

    /// <summary>Limits elements from below.</summary>
    public static Tensor clamp_min(Tensor input, Scalar min) => input.clamp_min(min);
}
