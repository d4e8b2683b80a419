namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Changes the learning rates of an optimizer from epoch to epoch.</summary>
            public abstract class LRScheduler
            {
                /// <summary>The number of steps so far, that of the constructor included.</summary>
                protected int _step_count;

                /// <summary>A schedule that goes on after an epoch; -1 for a new one.</summary>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    Groups = [.. optimizer.ParamGroups];
                    Epoch = last_epoch;
                    InitialRates = [.. Groups.Select(group => group.InitialLearningRate)];
                }

                internal IReadOnlyList<ILearningRateController> Groups { get; }

                internal IReadOnlyList<double> InitialRates { get; }

                internal int Epoch { get; private set; }

                /// <summary>Goes on to the next epoch.</summary>
                public virtual void step() => step(null);

                /// <summary>Goes on to an epoch; the next one for none.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    Epoch = epoch ?? Epoch + 1;
                    List<double> rates = [.. epoch is null ? get_lr() : get_closed_form_lr()];
                    for (var index = 0; index < rates.Count; index++)
                        Groups[index].LearningRate = rates[index];
                }

                /// <summary>Goes on to an epoch; the next one for none. The metric is for schedules that look at it.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The learning rates in use.</summary>
                public IEnumerable<double> get_last_lr() => Groups.Select(group => group.LearningRate);

                /// <summary>The learning rates of this epoch, from those of the last.</summary>
                protected virtual IEnumerable<double> get_lr() => get_last_lr();

                /// <summary>The learning rates of this epoch, from those at the start.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();
            }
        }
    }
}
