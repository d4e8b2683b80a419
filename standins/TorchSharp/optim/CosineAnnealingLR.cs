namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>
                /// Lowers the learning rates to eta_min over T_max epochs along a cosine, then raises them again (Loshchilov and
                /// Hutter, 2017).
                /// </summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double _length;
                    private readonly double _lowest;

                    /// <summary>A schedule that goes on after an epoch; -1 for a new one.</summary>
                    public CosineAnnealingLR(
                        Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _length = T_max;
                        _lowest = eta_min;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch == 0)
                            return get_last_lr();
                        if ((Epoch - 1 - _length) % (2 * _length) == 0)
                            return get_last_lr().Select((rate, index) => rate + ((InitialRates[index] - _lowest) * (1 - Math.Cos(Math.PI / _length)) / 2));
                        var ratio = (1 + Math.Cos(Math.PI * Epoch / _length)) / (1 + Math.Cos(Math.PI * (Epoch - 1) / _length));
                        return get_last_lr().Select(rate => (ratio * (rate - _lowest)) + _lowest);
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() =>
                        InitialRates.Select(rate => _lowest + ((rate - _lowest) * (1 + Math.Cos(Math.PI * Epoch / _length)) / 2));
                }
            }
        }
    }
}
