namespace OrleansML.Learning.Mlp;

/// <summary>The Adam update rule with decoupled weight decay, for one array of parameters.</summary>
internal sealed class AdamOptimizer(int parameters, double learningRate, double weightDecay)
{
    private const float FirstDecay = 0.9f;
    private const float SecondDecay = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly float[] _firstMoments = new float[parameters];
    private readonly float[] _secondMoments = new float[parameters];
    private int _step;

    /// <summary>Moves the parameters against a gradient that is summed over <paramref name="rows"/> rows.</summary>
    public void Step(float[] parameters, float[] gradient, int rows)
    {
        _step++;
        var rate = (float)(learningRate * Math.Sqrt(1 - Math.Pow(SecondDecay, _step)) / (1 - Math.Pow(FirstDecay, _step)));
        var shrink = (float)(1 - learningRate * weightDecay);
        for (var i = 0; i < parameters.Length; i++)
        {
            var slope = gradient[i] / rows;
            _firstMoments[i] = FirstDecay * _firstMoments[i] + (1 - FirstDecay) * slope;
            _secondMoments[i] = SecondDecay * _secondMoments[i] + (1 - SecondDecay) * slope * slope;
            parameters[i] = shrink * parameters[i] - rate * _firstMoments[i] / (MathF.Sqrt(_secondMoments[i]) + Epsilon);
        }
    }
}
