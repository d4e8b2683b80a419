namespace OrleansML.Training.Runs;

/// <summary>The Euclidean norm of a vector.</summary>
internal static class GradientNorm
{
    /// <summary>
    /// Computes it in double precision, so that it is finite exactly when all elements are, and in a fixed order, whatever the width of the
    /// processor's vectors.
    /// </summary>
    public static double Of(ReadOnlySpan<float> vector)
    {
        double first = 0, second = 0, third = 0, fourth = 0;
        var index = 0;
        for (; index <= vector.Length - 4; index += 4)
        {
            first += (double)vector[index] * vector[index];
            second += (double)vector[index + 1] * vector[index + 1];
            third += (double)vector[index + 2] * vector[index + 2];
            fourth += (double)vector[index + 3] * vector[index + 3];
        }

        for (; index < vector.Length; index++)
            first += (double)vector[index] * vector[index];
        return Math.Sqrt(first + second + (third + fourth));
    }
}
