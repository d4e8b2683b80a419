namespace OrleansML.Grains.Scoring;

/// <summary>Takes steps one at a time: asked for while one is under way, another follows it. Used in the turns of one grain only.</summary>
/// <param name="step">One step.</param>
internal sealed class RepeatedSteps(Func<Task> step)
{
    private bool _isRunning;
    private bool _isDue;

    /// <summary>Takes a step, and more while they are asked for; returns at once where somebody else does so.</summary>
    public async Task RunAsync()
    {
        _isDue = true;
        if (_isRunning)
            return;

        _isRunning = true;
        try
        {
            while (_isDue)
            {
                _isDue = false;
                await step();
            }
        }
        finally
        {
            _isRunning = false;
        }
    }

    /// <summary>Has another step follow the one under way.</summary>
    public void Again() => _isDue = true;
}
