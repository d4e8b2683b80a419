namespace TorchSharp;

/// <summary>How distances by the 2-norm are computed.</summary>
public enum compute_mode
{
    /// <summary>As products of matrices where there are more than 25 rows.</summary>
    use_mm_for_euclid_dist_if_necessary = 0,

    /// <summary>As products of matrices.</summary>
    use_mm_for_euclid_dist = 1,

    /// <summary>Row by row.</summary>
    donot_use_mm_for_euclid_dist = 2,
}
